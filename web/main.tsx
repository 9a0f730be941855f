import './styles/theme.css';
import './styles/layout.css';
import './styles/parts.css';
import { render } from 'preact';
import type { PageConfig } from '../surfaces/page/config.ts';
import { listenToKeys } from './keyboard.ts';
import { Shell } from './parts/shell.tsx';
import { SignIn } from './parts/sign-in.tsx';
import { followAddress } from './route.ts';
import { readConfig } from './session/config.ts';
import { ended, session } from './session/session.ts';
import { comeBack } from './session/sign-in.ts';

/** The page once it is known how people sign in. */
function Page({ config, why }: { readonly config: PageConfig; readonly why: string }) {
  return session.value ? <Shell /> : <SignIn config={config} why={ended.value || why} />;
}

const place = document.getElementById('page') ?? document.body;
followAddress();
listenToKeys();
try {
  const config = await readConfig();
  const why = await comeBack(config).then(
    () => '',
    ({ message }: Error) => message,
  );
  render(<Page config={config} why={why} />, place);
} catch (error) {
  render(<p role="alert">{(error as Error).message}</p>, place);
}
