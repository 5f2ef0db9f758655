import { expect, test } from '@jest/globals';
import { canonicalEmail } from '@finders-fee/sidecar/domain/canonical-email';

test.each([
  [' Ann@Example.COM ', 'ann@example.com'],
  ['a.n.n+shop@gmail.com', 'ann@gmail.com'],
  ['ann+x@googlemail.com', 'ann@gmail.com'],
  ['a.n.n+x@outlook.com', 'a.n.n@outlook.com'],
  ['a.n.n+x@hotmail.de', 'a.n.n@hotmail.de'],
  ['ann+x@live.co.uk', 'ann@live.co.uk'],
  ['ann+x@live.example.com', 'ann+x@live.example.com'],
  ['ann+x@example.com', 'ann+x@example.com'],
  ['"a@b"@example.com', '"a@b"@example.com'],
  ['deleted@site.invalid', null],
  ['+@gmail.com', null],
  ['no address', null],
  ['@example.com', null],
  ['ann@', null],
  ['', null],
  [null, null],
])('%j is known as %j', (email, canonical) => {
  expect(canonicalEmail(email)).toBe(canonical);
});
