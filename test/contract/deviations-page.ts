import { fileURLToPath } from 'node:url';
import { CONTRACTS } from './contracts.ts';
import { DEVIATIONS, type Deviation } from './deviations.ts';
import { KNOWN_LIMITS } from './known-limits.ts';
import { CUTS } from './stacks/cuts.ts';

export const DEVIATIONS_FILE = fileURLToPath(new URL('../../docs/deviations.md', import.meta.url));

const FAULTS: Readonly<Record<Deviation['fault'], string>> = {
  moto: 'moto',
  sandbox: 'the sandbox',
  documentation: 'AWS’s documentation, which leaves it open',
};

/** docs/deviations.md, written from the tables that the contract suite holds both servers to. */
export function deviationsPage(): string {
  const cases = CONTRACTS.reduce((sum, contract) => sum + contract.cases.length, 0);
  return `${[
    '# Deviations',
    'What the sandbox and moto do otherwise than AWS, and whose fault that is. This page is written by `node test/contract/write-deviations.ts`; `npm run test:contract` fails when a deviation occurs that is not listed here, when a listed one no longer occurs, and when this page is older than its tables.',
    '## The same questions to both',
    `${cases} questions about ${CONTRACTS.length} services are asked of the sandbox and of moto through the AWS SDK. The answers of both are compared with what AWS documents, error names included. ${summary()}`,
    ...CONTRACTS.map(({ service }) => section(service)).filter((text) => text !== ''),
    '## What moto does not deploy',
    '`cdk bootstrap` and `cdk deploy` of all stacks run against moto. It takes resources of these types, skips them and reports them as made, so that they are taken out of the templates before; where a type is known in part, another resource stands in.',
    table(
      ['Type', 'Why'],
      CUTS.map(({ type, reason, instead }) => [`\`${type}\``, instead ? `${reason} (stands in)` : reason]),
    ),
    'Lambda permissions that name an HTTP API go with it. Stacks are deployed one after the other, since moto loses the resources of stacks that are made at the same time. Not asked, because moto loses it: when items of a table expire, which version of a function a state calls, conditions of roles.',
    '## What the sandbox does otherwise',
    table(
      ['Where', 'AWS', 'The sandbox', 'Why'],
      KNOWN_LIMITS.map(({ where, aws, sandbox, why }) => [where, aws, sandbox, why]),
    ),
  ].join('\n\n')}\n`;
}

function summary(): string {
  const faults = (['sandbox', 'moto', 'documentation'] as const).map((fault) => {
    const count = DEVIATIONS.filter((one) => one.fault === fault).length;
    return `${count} ${count === 1 ? 'is' : 'are'} the fault of ${FAULTS[fault]}`;
  });
  return `Of ${DEVIATIONS.length} deviations ${faults.join(', ')}.`;
}

function section(service: string): string {
  const rows = DEVIATIONS.filter((one) => one.service === service).map((one) => {
    const expected = CONTRACTS.find((contract) => contract.service === service)?.cases.find(
      ({ name }) => name === one.case,
    )?.expected;
    return [one.case, json(expected), `${one.server}: ${json(one.got)}`, FAULTS[one.fault], one.source];
  });
  return rows.length === 0
    ? ''
    : `### ${service}\n\n${table(['Case', 'AWS', 'Instead', 'Whose fault', 'Source'], rows)}`;
}

function json(value: unknown): string {
  return `\`${JSON.stringify(value)}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
