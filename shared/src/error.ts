/** Every refusal the product can utter, with its HTTP status. The plugin and the pages rely on these codes. */
export const errorStatus = {
  invalid_request: 400,
  invalid_json: 400,
  invalid_signature: 401,
  invalid_token: 401,
  replayed_token: 401,
  wrong_source: 403,
  forbidden: 403,
  not_found: 404,
  not_an_affiliate: 404,
  not_connected: 409,
  already_connected: 409,
  conflict: 409,
  sent_differs: 409,
  coupon_code_taken: 409,
  idempotency_key_reused: 409,
  pairing_code_invalid: 403,
  body_too_large: 413,
  unsupported_media_type: 415,
  store_refused: 502,
  store_unreachable: 502,
  sidecar_unreachable: 503,
  unavailable: 503,
  internal_error: 500,
} as const;

export type ErrorCode = keyof typeof errorStatus;

/** One fault in the input: where it was (`body.rate.value`, `query.page`) and a sentence that says what would be accepted. */
export interface ErrorDetail {
  field: string;
  message: string;
}

/**
 * A refusal: thrown once, with a code from the closed list, and caught once at the edge.
 * `message` names the value, where it came from and what would be accepted; it never carries a secret or personal data.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetail[];

  constructor(code: ErrorCode, message: string, options: { details?: ErrorDetail[]; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = options.details ?? [];
  }

  get status(): number {
    return errorStatus[this.code];
  }
}
