import type { StatusWord } from '../../words/status.ts';

/** A word with a dot; the dot repeats what the word says. */
export function Status({ word }: { word: StatusWord }) {
  return <span className={`finders-fee-status is-${word.tone}`}>{word.label}</span>;
}
