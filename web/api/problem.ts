/** What the API refused, in its own words (RFC 9457), or that it did not answer. */
export class Problem extends Error {
  /** 0 when nobody answered. */
  readonly status: number;

  constructor(status: number, words: string) {
    super(words);
    this.status = status;
  }
}

interface Document {
  readonly title?: string;
  readonly detail?: string;
  readonly message?: string;
}

/** @param body of an answer with an error status; the gateway's own have a `message` alone */
export function problemOf(status: number, body: string): Problem {
  const { title, detail, message } = documentIn(body);
  return new Problem(status, detail ?? title ?? message ?? `The API answered ${status}.`);
}

function documentIn(body: string): Document {
  try {
    return (JSON.parse(body) ?? {}) as Document;
  } catch {
    return {};
  }
}
