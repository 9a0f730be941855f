import { useSignal } from '@preact/signals';
import type { PageConfig } from '../../surfaces/page/config.ts';
import { leaveToSignIn } from '../session/sign-in.ts';

interface SignInProps {
  readonly config: PageConfig;
  /** Why nobody is signed in, where there is more to say than that. */
  readonly why: string;
}

/** What is shown to whom the page does not know. */
export function SignIn({ config, why }: SignInProps) {
  const problem = useSignal('');
  const leave = () => {
    leaveToSignIn(config).catch((error: Error) => {
      problem.value = error.message;
    });
  };
  return (
    <main class="sign-in">
      <h1>Operate</h1>
      {config.title !== undefined && <p>{config.title}</p>}
      {(problem.value || why) && (
        <p class="problem" role="alert">
          {problem.value || why}
        </p>
      )}
      <button type="button" class="main" onClick={leave}>
        Sign in
      </button>
      <p class="quiet">at {new URL(config.issuer).host}</p>
    </main>
  );
}
