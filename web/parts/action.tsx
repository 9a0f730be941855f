import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { stirred } from '../api/poll.ts';
import { say } from './say.tsx';

export interface Doing {
  readonly busy: boolean;
  /** Why it was refused. */
  readonly problem: string;
  run(): Promise<void>;
}

/**
 * Something that a person does here; everything that is looked at is looked at anew afterwards.
 * @param act is given the same key again where nobody answered, or a server failed: it then happens once
 */
export function useDoing(act: (key: string) => Promise<string>): Doing {
  const busy = useSignal(false);
  const problem = useSignal('');
  const key = useSignal('');
  const run = async () => {
    if (busy.value) return;
    busy.value = true;
    problem.value = '';
    key.value ||= crypto.randomUUID();
    try {
      say(await act(key.value));
      key.value = '';
    } catch (error) {
      const { message, status } = error as Error & { readonly status?: number };
      problem.value = message;
      // What failed on its way, or behind the door, may have happened: a repeat of it is the same change.
      if (status !== 0 && (status ?? 500) < 500) key.value = '';
    }
    busy.value = false;
    stirred.value += 1;
  };
  return { busy: busy.value, problem: problem.value, run };
}

interface ActionProps {
  readonly label: string;
  readonly act: (key: string) => Promise<unknown>;
  /** Asked before it is done, where it cannot simply be taken back. */
  readonly sure?: string;
  readonly main?: boolean;
}

/** A button that does something, says that it is done or why not, and asks first where it should. */
export function Action({ label, act, sure, main }: ActionProps) {
  const asking = useSignal(false);
  const doing = useDoing(async (key) => {
    await act(key);
    return `${label}: done.`;
  });
  const press = () => {
    if (sure !== undefined && !asking.value) asking.value = true;
    else {
      asking.value = false;
      void doing.run();
    }
  };
  return (
    <span class="action">
      {asking.value && <span>{sure}</span>}
      <button type="button" class={main ? 'main' : ''} disabled={doing.busy} onClick={press}>
        {asking.value ? `Yes, ${label.toLowerCase()}` : label}
      </button>
      {asking.value && (
        <button
          type="button"
          onClick={() => {
            asking.value = false;
          }}
        >
          No
        </button>
      )}
      <Refusal words={doing.problem} />
    </span>
  );
}

/** Why something was not done. */
export function Refusal({ words }: { readonly words: string }) {
  return words === '' ? null : (
    <p class="problem" role="alert">
      {words}
    </p>
  );
}

interface AskProps {
  readonly label: string;
  /** What the text is, for its label. */
  readonly asks: string;
  readonly act: (text: string, key: string) => Promise<unknown>;
}

/** Something that needs a sentence to be done. */
export function Ask({ label, asks, act }: AskProps) {
  const text = useSignal('');
  const doing = useDoing(async (key) => {
    await act(text.value, key);
    text.value = '';
    return `${label}: done.`;
  });
  return (
    <Fold title={`${label}…`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void doing.run();
        }}
      >
        <label>
          {asks}
          <input
            required
            value={text}
            onInput={({ currentTarget }) => {
              text.value = currentTarget.value;
            }}
          />
        </label>
        <button type="submit" disabled={doing.busy}>
          {label}
        </button>
        <Refusal words={doing.problem} />
      </form>
    </Fold>
  );
}

/** Something that is shown when it is asked for. */
export function Fold({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <details>
      <summary>{title}</summary>
      {children}
    </details>
  );
}
