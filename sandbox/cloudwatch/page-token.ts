import { invalidNextToken } from './refusals.ts';

/** The token of the page that starts at `offset`. */
export function pageToken(offset: number): string {
  return Buffer.from(JSON.stringify({ offset })).toString('base64url');
}

/** Where a page starts: 0 without a token. Throws InvalidNextToken for a token that is none of ours. */
export function pageOffset(token: string | undefined): number {
  if (token === undefined) return 0;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    const offset = parsed && typeof parsed === 'object' && 'offset' in parsed ? parsed.offset : undefined;
    if (Number.isSafeInteger(offset) && Number(offset) >= 0) return Number(offset);
  } catch {
    throw invalidNextToken();
  }
  throw invalidNextToken();
}
