const FORM = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** A moment in the reader's own time; ISO 8601 in. */
export function When({ at }: { readonly at: string | undefined }) {
  if (at === undefined) return null;
  return (
    <time dateTime={at} title={at}>
      {FORM.format(new Date(at))}
    </time>
  );
}
