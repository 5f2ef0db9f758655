import { useEffect, useState } from '@wordpress/element';
import type { Product, ProductCategory, ProductSet } from '@finders-fee/shared';
import { readPage } from '../../api/client.ts';

/** Names of a shop's products and categories, by id; an id is missing until its name is known, and null when the shop has none. */
export interface ProductNames {
  products: ReadonlyMap<number, string | null>;
  categories: ReadonlyMap<number, string | null>;
  /** Remembers what was just picked, so that nobody has to ask for its name. */
  learn: (kind: 'products' | 'categories', id: number, name: string) => void;
}

const atOnce = 100;

/** Asks the shop once for every name in these sets. */
export function useProductNames(sets: readonly ProductSet[]): ProductNames {
  const [products, setProducts] = useState<ReadonlyMap<number, string | null>>(new Map());
  const [categories, setCategories] = useState<ReadonlyMap<number, string | null>>(new Map());
  useMissingNames<Product>(
    'products',
    sets.flatMap((set) => set.product_ids),
    products,
    setProducts,
  );
  useMissingNames<ProductCategory>(
    'product-categories',
    sets.flatMap((set) => set.category_ids),
    categories,
    setCategories,
  );
  return {
    products,
    categories,
    learn: (kind, id, name) =>
      (kind === 'products' ? setProducts : setCategories)((known) => new Map([...known, [id, name]])),
  };
}

function useMissingNames<Row extends { id: number; name: string }>(
  noun: string,
  ids: number[],
  known: ReadonlyMap<number, string | null>,
  setKnown: (
    change: (known: ReadonlyMap<number, string | null>) => ReadonlyMap<number, string | null>,
  ) => void,
): void {
  const missing = [...new Set(ids)].filter((id) => !known.has(id)).slice(0, atOnce);
  const wanted = missing.join(',');
  useEffect(() => {
    if (wanted === '') return undefined;
    const abort = new AbortController();
    readPage<Row>(`${noun}?per_page=${atOnce}&include=${wanted}`, abort.signal).then(
      ({ rows }) => {
        const names = new Map(rows.map((row) => [row.id, row.name]));
        setKnown(
          (before) =>
            new Map([
              ...before,
              ...wanted.split(',').map((id) => [Number(id), names.get(Number(id)) ?? null] as const),
            ]),
        );
      },
      // Without names the numbers are shown, which is better than nothing.
      () => undefined,
    );
    return () => abort.abort();
  }, [noun, wanted, setKnown]);
}
