/** Says a result to a screen reader and shows it for a while; the last one wins. */
export function announce(sentence: string): void {
  window.dispatchEvent(new CustomEvent(announced, { detail: sentence }));
}

export const announced = 'finders-fee-announced';
