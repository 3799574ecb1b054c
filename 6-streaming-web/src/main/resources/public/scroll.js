/** The page follows the text, unless the reader has scrolled away from its end. */

import {$} from './dom.js';

const NEAR = 64; // pixels from the end that still count as the end
let following = true;

export function follow() {
  if (following) $('scroll').scrollTop = $('scroll').scrollHeight;
}

export function followAgain() {
  following = true;
  $('jump').hidden = true;
  follow();
}

$('scroll').addEventListener('scroll', () => {
  const {scrollHeight, scrollTop, clientHeight} = $('scroll');
  following = scrollHeight - scrollTop - clientHeight < NEAR;
  $('jump').hidden = following;
});

$('jump').addEventListener('click', followAgain);
