import { useEffect, useRef } from 'preact/hooks';
import { helpOpen } from '../keyboard.ts';
import { linkTo, place } from '../route.ts';
import { endSession, session } from '../session/session.ts';
import { nextTheme, theme } from '../theme.ts';
import { useInbox, waiting } from '../views/inbox.ts';
import { VIEWS, type View } from '../views/views.ts';
import { Help } from './help.tsx';
import { Voice } from './say.tsx';

/** The page around a view: where one can go, who one is, how it looks. */
export function Shell() {
  const { view: name, item } = place.value;
  const view = VIEWS.find((one) => one.name === name) ?? VIEWS[0];
  return (
    <>
      <button type="button" class="skip" onClick={toContent}>
        Skip to content
      </button>
      <header>
        <a class="brand" href={linkTo('deployments')}>
          Operate
        </a>
        <nav aria-label="Views">
          {VIEWS.map((one) => (
            <a key={one.name} href={linkTo(one.name)} aria-current={one === view ? 'page' : undefined}>
              {one.title}
              {one.name === 'approvals' && <Waiting />}
            </a>
          ))}
        </nav>
        <Person />
      </header>
      {view && (
        <Content
          key={`${view.name}/${item !== undefined}`}
          view={view}
          {...(item !== undefined && { item })}
        />
      )}
      <Voice />
      <Help />
    </>
  );
}

/** A button and no link: what is behind the sign in an address is the view. */
function toContent(): void {
  document.querySelector<HTMLElement>('main')?.focus();
}

function Waiting() {
  useInbox();
  const count = waiting.value ?? 0;
  return count === 0 ? null : (
    <>
      {' '}
      <span class="count">{count}</span>
      <span class="voice">waiting</span>
    </>
  );
}

function Person() {
  return (
    <div class="person">
      <span>{session.value?.name}</span>
      <button type="button" onClick={nextTheme}>
        Theme: {theme}
      </button>
      <button
        type="button"
        onClick={() => {
          helpOpen.value = true;
        }}
      >
        Keys
      </button>
      <button type="button" onClick={() => endSession()}>
        Sign out
      </button>
    </div>
  );
}

function Content({ view, item }: { readonly view: View; readonly item?: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const title = item === undefined ? view.title : `${view.title}: ${item}`;
  useEffect(() => {
    document.title = `${title} – Operate`;
    if (view.name === 'search') document.getElementById('words')?.focus();
    else heading.current?.focus();
  }, [view]);
  return (
    <main id="main" tabIndex={-1}>
      <h1 ref={heading} tabIndex={-1}>
        {view.title} {item !== undefined && <small>{item}</small>}
      </h1>
      {item === undefined ? <view.all /> : <view.one key={item} item={item} />}
    </main>
  );
}
