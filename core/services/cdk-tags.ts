import { comment, literal } from './cdk-text.ts';
import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import { SERVICE_TAG } from './pair.ts';

/** What is there already can only be tagged where its owner declares it. */
export function tagStatements({ name }: Facts, { words, cli }: Finding): string[] {
  const statement = `Tags.of(construct).add(${literal(SERVICE_TAG)}, ${literal(name)});`;
  return cli ? [comment(`${words} Where each is declared: ${statement}`)] : [];
}
