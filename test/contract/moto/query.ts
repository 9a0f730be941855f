const VERSIONS = { cloudformation: '2010-05-15', ec2: '2016-11-15', iam: '2010-05-08' } as const;

/**
 * Asks moto for something of a service whose SDK client the product does not have; answers the XML. A signature is
 * not checked, but its scope says which service is meant.
 */
export async function queryMoto(
  url: string,
  service: keyof typeof VERSIONS,
  action: string,
  parameters: Readonly<Record<string, string>> = {},
): Promise<string> {
  const body = new URLSearchParams({ Action: action, Version: VERSIONS[service], ...parameters });
  const scope = `contract/20260101/eu-west-1/${service}/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
  const answer = await fetch(url, { method: 'POST', body, headers: { authorization } });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`moto answered ${action} with ${answer.status}: ${text.slice(0, 300)}`);
  return text;
}

/** The texts of all elements of a name, in the order of the document. */
export function elements(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text = '']) => text);
}
