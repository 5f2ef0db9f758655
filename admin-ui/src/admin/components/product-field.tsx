import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import type { Product, ProductCategory, ProductSet } from '@finders-fee/shared';
import { useResourcePage } from '../../api/use-resource.ts';
import { announce } from './announce.ts';
import { useSettled } from './affiliate-field.tsx';
import { Suggest, type Suggestion } from './suggest.tsx';
import { useProductNames, type ProductNames } from './use-product-names.ts';

interface Choice {
  kind: 'products' | 'categories';
  id: number;
  name: string;
}

/** Products and categories of the shop, found by typing a part of their name; what is chosen stands above with its name. */
export function ProductField(props: {
  label: string;
  set: ProductSet;
  onChange: (set: ProductSet) => void;
  help?: ReactNode;
  error?: string | undefined;
}) {
  const { label, set, onChange, help, error } = props;
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const names = useProductNames([set]);
  const wanted = useSettled(text.trim());
  const query = new URLSearchParams({ per_page: '8', ...(wanted && { search: wanted }) }).toString();
  const products = useResourcePage<Product>(isOpen ? `products?${query}` : undefined);
  const categories = useResourcePage<ProductCategory>(isOpen ? `product-categories?${query}` : undefined);
  const problem = products.problem ?? categories.problem;
  const found = suggestionsOf(set, categories.data?.rows ?? [], products.data?.rows ?? []);
  return (
    <div className="finders-fee-products">
      <Suggest<Choice>
        label={label}
        picksOnly
        text={text}
        error={error ?? problem?.message}
        help={
          wanted && products.data && categories.data && found.length === 0
            ? /* translators: %s: what was searched for */ sprintf(
                __('Nothing else in the shop is called “%s”.', 'finders-fee'),
                wanted,
              )
            : help
        }
        suggestions={found}
        onOpen={() => setOpen(true)}
        onType={setText}
        onPick={({ value }) => {
          names.learn(value.kind, value.id, value.name);
          onChange(withChoice(set, value));
          setText('');
        }}
      />
      <ChosenProducts
        set={set}
        names={names}
        onRemove={(choice) => {
          onChange(withoutChoice(set, choice));
          /* translators: %s: name of a product or category */
          announce(sprintf(__('%s is taken out.', 'finders-fee'), choice.name));
        }}
      />
    </div>
  );
}

/** What a set names, each with a button that takes it out where that is possible. */
export function ChosenProducts(props: {
  set: ProductSet;
  names: ProductNames;
  onRemove?: (choice: Choice) => void;
}) {
  const choices = choicesOf(props.set, props.names);
  if (choices.length === 0) return null;
  return (
    <ul className="finders-fee-chips">
      {choices.map((choice) => (
        <li key={`${choice.kind}-${choice.id}`}>
          <span>{choice.name}</span>
          {props.onRemove && (
            <Button
              size="small"
              variant="tertiary"
              /* translators: %s: name of a product or category */
              aria-label={sprintf(__('Take out %s', 'finders-fee'), choice.name)}
              onClick={() => props.onRemove?.(choice)}
            >
              ×
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function choicesOf(set: ProductSet, names: ProductNames): Choice[] {
  const category = (name: string) =>
    /* translators: %s: name of a product category */
    sprintf(__('Category %s', 'finders-fee'), name);
  return [
    ...set.category_ids.map((id) => ({
      kind: 'categories' as const,
      id,
      name: category(names.categories.get(id) ?? unnamed(id, names.categories.has(id))),
    })),
    ...set.product_ids.map((id) => ({
      kind: 'products' as const,
      id,
      name: names.products.get(id) ?? unnamed(id, names.products.has(id)),
    })),
  ];
}

function unnamed(id: number, isAsked: boolean): string {
  /* translators: %d: number of a product or category */
  return isAsked ? sprintf(__('#%d, not in the shop', 'finders-fee'), id) : '…';
}

function suggestionsOf(
  set: ProductSet,
  categories: ProductCategory[],
  products: Product[],
): Suggestion<Choice>[] {
  return [
    ...categories
      .filter(({ id }) => !set.category_ids.includes(id))
      .map(({ id, name }) => ({
        key: `category-${id}`,
        label: name,
        hint: __('Category, with everything in it and below it', 'finders-fee'),
        value: { kind: 'categories' as const, id, name },
      })),
    ...products
      .filter(({ id }) => !set.product_ids.includes(id))
      .map(({ id, name }) => ({
        key: `product-${id}`,
        label: name,
        hint: __('Product, with its variations', 'finders-fee'),
        value: { kind: 'products' as const, id, name },
      })),
  ];
}

function withChoice(set: ProductSet, { kind, id }: Choice): ProductSet {
  return kind === 'products'
    ? { ...set, product_ids: [...set.product_ids, id] }
    : { ...set, category_ids: [...set.category_ids, id] };
}

function withoutChoice(set: ProductSet, { kind, id }: Choice): ProductSet {
  return kind === 'products'
    ? { ...set, product_ids: set.product_ids.filter((each) => each !== id) }
    : { ...set, category_ids: set.category_ids.filter((each) => each !== id) };
}
