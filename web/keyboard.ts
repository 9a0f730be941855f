import { signal } from '@preact/signals';
import { clock } from './clock.ts';
import { linkTo } from './route.ts';
import { nextTheme } from './theme.ts';
import { VIEWS } from './views/views.ts';

const KEPT = 'operate.shortcuts';
/** How long `g` waits for its second key. */
const PAIR_MS = 1_500;

/** Whether single keys do something: a person who speaks or trembles may switch them off (WCAG 2.1.4). */
export const shortcuts = signal(localStorage.getItem(KEPT) !== 'off');

export function switchShortcuts(on: boolean): void {
  shortcuts.value = on;
  localStorage.setItem(KEPT, on ? 'on' : 'off');
}

export const helpOpen = signal(false);

/** What the keys do, for the list of them. */
export const KEYS: readonly (readonly [keys: string, does: string])[] = [
  ...VIEWS.map(({ key, title }) => [`g ${key}`, title] as const),
  ['/', 'Search'],
  ['j, k', 'Next and previous link of a list'],
  ['t', 'Light, dark or as the system'],
  ['?', 'These keys'],
];

let pairUntil = 0;

/** Listens to keys that are not typed into something. */
export function listenToKeys(): void {
  document.addEventListener('keydown', (event) => {
    const { target, key } = event;
    const typing = target instanceof HTMLElement && /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName);
    if (!shortcuts.value || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (press(key)) event.preventDefault();
  });
}

/** @returns whether the key meant something */
function press(key: string): boolean {
  if (clock.now() < pairUntil) {
    pairUntil = 0;
    const view = VIEWS.find((one) => one.key === key);
    if (view) location.hash = linkTo(view.name);
    return view !== undefined;
  }
  const act = ACTS[key];
  act?.();
  return act !== undefined;
}

const ACTS: Readonly<Record<string, () => void>> = {
  g: () => {
    pairUntil = clock.now() + PAIR_MS;
  },
  '/': () => {
    location.hash = linkTo('search');
  },
  '?': () => {
    helpOpen.value = true;
  },
  t: nextTheme,
  j: () => moveBy(1),
  k: () => moveBy(-1),
};

function moveBy(step: number): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('main tbody a, main article a')];
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  links[Math.max(0, Math.min(links.length - 1, at + step))]?.focus();
}
