/** Text that is HTML already. Whatever else is put into `html` is escaped. */
export interface Html {
  readonly html: string;
}

export type Part = Html | string | number | null | undefined | false | Part[];

export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return {
    html: strings.map((text, index) => text + (index < parts.length ? render(parts[index]) : '')).join(''),
  };
}

function render(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (Array.isArray(part)) return part.map(render).join('');
  if (typeof part === 'object') return part.html;
  return String(part).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** JSON that is safe inside a script element. */
export function json(value: unknown): Html {
  return { html: JSON.stringify(value).replace(/</g, '\\u003c') };
}
