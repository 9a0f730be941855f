import { effect, signal } from '@preact/signals';

const KEPT = 'operate.theme';
const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** How the page looks: as the system says, until a person says otherwise. */
export const theme = signal<Theme>(THEMES.find((known) => known === localStorage.getItem(KEPT)) ?? 'system');

export function nextTheme(): void {
  theme.value = THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length] ?? 'system';
}

effect(() => {
  document.documentElement.dataset['theme'] = theme.value;
  localStorage.setItem(KEPT, theme.value);
});
