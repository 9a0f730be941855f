const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** The page on which somebody says who they are: a link for each profile. Nothing has to be proved here. */
export function signInPage(profiles: readonly string[], query: URLSearchParams): string {
  const links = profiles.map((profile) => {
    const target = new URLSearchParams([...query, ['profile', profile]]);
    return `<li><a href="/sign-in?${escaped(String(target))}">${escaped(profile)}</a></li>`;
  });
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Sandbox sign-in</title>
<main><h1>Who are you in this sandbox?</h1><ul>${links.join('')}</ul></main></html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (one) => ESCAPES[one] ?? one);
}
