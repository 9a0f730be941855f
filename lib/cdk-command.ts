import { fileURLToPath } from 'node:url';

/** What `npm run deploy`, `npm run diff` and `operate teardown` hand to the CDK's own CLI. */
export type CdkVerb = 'deploy' | 'diff' | 'destroy';

/** Options of the CLI that take a value, so that the value is not taken for the name of a stack. */
const TAKES_VALUE =
  /^(-c|--(context|profile|app|output|outputs-file|require-approval|role-arn|toolkit-stack-name|tags|parameters|concurrency|method|progress|change-set-name|template))$/;

/** The CLI as it is installed with the project. */
export const CDK_CLI = fileURLToPath(new URL('../node_modules/aws-cdk/bin/cdk', import.meta.url));

/**
 * The CLI's arguments: all stacks unless some are named, what the app says of itself in a file, and whatever else was
 * asked for, unchanged.
 * @param app command that synthesises
 */
export function cdkArguments(verb: CdkVerb, asked: readonly string[], app: string): string[] {
  const outputs = verb === 'deploy' && !asked.includes('--outputs-file');
  return [
    verb,
    '--app',
    app,
    ...(namesStacks(asked) ? [] : ['--all']),
    ...(outputs ? ['--outputs-file', 'cdk.out/outputs.json'] : []),
    ...asked,
  ];
}

function namesStacks(asked: readonly string[]): boolean {
  return asked.some((word, index) => {
    const before = asked[index - 1] ?? '';
    return word === '--all' || (!word.startsWith('-') && !TAKES_VALUE.test(before));
  });
}

/** What is missing before AWS can be asked for anything, in words for whoever has never deployed to it. */
export function explainCredentials(verb: CdkVerb, cause: string): string {
  const command = verb === 'destroy' ? 'operate teardown --yes' : `npm run ${verb}`;
  return [
    `${command} needs an AWS account, and found no credentials (${cause}).`,
    '',
    'It needs, in the environment or in ~/.aws:',
    "  1. credentials: 'aws configure sso' once, then AWS_PROFILE=<profile>, or --profile <profile> behind '--'",
    '  2. a region: AWS_REGION=<region>, or the one of the profile',
    "  3. once an account and region: 'npx cdk bootstrap aws://<account>/<region>'",
    '',
    `Then: AWS_PROFILE=<profile> AWS_REGION=<region> ${command}`,
    "Without an account, 'npm start' runs the same product in a sandbox, and 'npm run synth' shows the templates and",
    'what they cost.',
    '',
  ].join('\n');
}
