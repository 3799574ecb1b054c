/** Calls `see` whenever the state that it reads has changed, as a Svelte page would. */
export function watch(see) {
  return $effect.root(() => {
    $effect(see);
  });
}
