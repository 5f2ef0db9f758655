/** A refusal in WordPress's shape. `data` is what WooCommerce puts there, `{status, …}` unless given otherwise. */
export class StoreError extends Error {
  readonly code: string;
  readonly status: number;
  readonly data: unknown;

  constructor(code: string, message: string, status: number, data?: unknown) {
    super(message);
    this.name = 'StoreError';
    this.code = code;
    this.status = status;
    this.data = data ?? { status };
  }
}

/** A parameter that WordPress's own validation refuses (`rest_validate_request_arg`). */
export function invalidParameter(name: string, code: string, message: string): StoreError {
  const details = { [name]: { code, message, data: null } };
  return new StoreError('rest_invalid_param', `Invalid parameter(s): ${name}`, 400, {
    status: 400,
    params: { [name]: message },
    details,
  });
}
