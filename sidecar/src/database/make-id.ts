import { idPrefixes, type IdKind } from '@finders-fee/shared';
import { v7 as uuid } from 'uuid';

/** A new id of this kind. Later ids sort after earlier ones. */
export function makeId(kind: IdKind): string {
  return `${idPrefixes[kind]}_${uuid().replaceAll('-', '')}`;
}
