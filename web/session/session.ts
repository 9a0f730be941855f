import { signal } from '@preact/signals';

/** Who is signed in here: the tab remembers it, and nothing else does. */
export interface Session {
  /** Sent with every call; whether it counts is for the API to say. */
  readonly token: string;
  /** What the issuer calls the person; for people to read, and proof of nothing. */
  readonly name: string;
}

const KEPT = 'operate.session';

export const session = signal<Session | undefined>(kept());
/** Why the last session ended, where it did not end by the person's wish. */
export const ended = signal('');

export function beginSession(begun: Session): void {
  sessionStorage.setItem(KEPT, JSON.stringify(begun));
  ended.value = '';
  session.value = begun;
}

export function endSession(why = ''): void {
  sessionStorage.removeItem(KEPT);
  ended.value = why;
  session.value = undefined;
}

function kept(): Session | undefined {
  const text = sessionStorage.getItem(KEPT);
  return text === null ? undefined : (JSON.parse(text) as Session);
}
