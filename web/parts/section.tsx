import type { ComponentChildren } from 'preact';

interface SectionProps {
  readonly title: string;
  readonly children: ComponentChildren;
}

/** A part of a view under its own heading. */
export function Section({ title, children }: SectionProps) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** Lines in order, or a sentence where there are none. */
export function Lines({ of: lines, empty }: { readonly of: readonly string[]; readonly empty?: string }) {
  if (lines.length === 0) return empty === undefined ? null : <p class="quiet">{empty}</p>;
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
