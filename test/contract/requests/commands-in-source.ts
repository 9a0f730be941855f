import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Commands of the document client by those of DynamoDB that it sends. */
const DOCUMENT: Readonly<Record<string, string>> = {
  BatchGet: 'BatchGetItem',
  Delete: 'DeleteItem',
  Get: 'GetItem',
  Put: 'PutItem',
  TransactGet: 'TransactGetItems',
  TransactWrite: 'TransactWriteItems',
  Update: 'UpdateItem',
};

/** Names of all SDK commands and paginators that the product's code uses, tests aside. */
export function commandsInSource(): ReadonlySet<string> {
  const files = globSync('functions/**/*.ts', { cwd: ROOT }).filter(
    (file) => !/\.(test|fixture)\.ts$/.test(file),
  );
  return new Set(files.flatMap((file) => commandsIn(readFileSync(`${ROOT}${file}`, 'utf8'))));
}

function commandsIn(text: string): string[] {
  const imports = text.matchAll(/import (?!type )\{([^}]*)\} from '(@aws-sdk\/[a-z0-9-]+)'/g);
  return [...imports].flatMap(([, names = '', from]) =>
    names
      .split(',')
      .map((name) => name.trim())
      .flatMap((name) => /^(\w+)Command$/.exec(name)?.[1] ?? /^paginate(\w+)$/.exec(name)?.[1] ?? [])
      .map((name) => (from === '@aws-sdk/lib-dynamodb' ? (DOCUMENT[name] ?? name) : name)),
  );
}
