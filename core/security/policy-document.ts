import { type Part, partOf, partsOf, textOf, textsOf } from './properties.ts';

/** A statement of a policy, as IAM writes it. */
export type PolicyStatement = Part;

/**
 * The statements of a policy, which is JSON text or an object; none where there is no policy.
 * @throws SyntaxError for text that is no JSON
 */
export function statementsOf(policy: unknown): readonly PolicyStatement[] {
  const document = partOf(typeof policy === 'string' && policy !== '' ? JSON.parse(policy) : policy);
  const statement = document['Statement'];
  return Array.isArray(statement) ? partsOf(statement) : statement === undefined ? [] : [partOf(statement)];
}

/** Keys that a condition can bind a caller with: to an organisation, an account, a network or a source. */
const BINDING = [
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceowner',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:userid',
  'kms:calleraccount',
  's3:dataaccesspointaccount',
  'sts:externalid',
  'elasticfilesystem:accesspointarn',
];
const ADDRESSES = ['aws:sourceip', 'aws:vpcsourceip'];
const ANYWHERE = ['0.0.0.0/0', '::/0', '*'];
/** Operators that hold for whoever is named, and not for everybody else. */
const NAMING = /^(ForAnyValue:)?(String(Equals|Like|EqualsIgnoreCase)|Arn(Equals|Like)|IpAddress)$/;

/** Statements that allow everybody something, and whose conditions bind nobody in particular. */
export function openStatements(policy: unknown): readonly PolicyStatement[] {
  return statementsOf(policy).filter(
    (statement) => statement['Effect'] === 'Allow' && isEverybody(statement) && !isBound(statement),
  );
}

function isEverybody({ Principal, NotPrincipal }: PolicyStatement): boolean {
  if (NotPrincipal !== undefined) return true;
  return Principal === '*' || textsOf(partOf(Principal)['AWS']).includes('*');
}

/** Whether the conditions of a statement name who it is for. */
export function isBound(statement: PolicyStatement): boolean {
  return Object.entries(partOf(statement['Condition'])).some(
    ([operator, keys]) => NAMING.test(operator) && Object.entries(partOf(keys)).some(binds),
  );
}

function binds([key, value]: readonly [string, unknown]): boolean {
  const values = textsOf(value);
  const name = key.toLowerCase();
  if (values.length === 0 || values.some((one) => ANYWHERE.includes(one))) return false;
  return BINDING.includes(name) || ADDRESSES.includes(name);
}

/** Whether a statement allows all actions on all resources. */
export function isAdministrative(statement: PolicyStatement): boolean {
  return (
    statement['Effect'] === 'Allow' &&
    textsOf(statement['Action']).some((action) => action === '*' || action === '*:*') &&
    textsOf(statement['Resource']).includes('*')
  );
}

/** The actions of a statement, for people. */
export function actionsIn(statement: PolicyStatement): string {
  return textsOf(statement['Action']).join(', ') || `all but ${textsOf(statement['NotAction']).join(', ')}`;
}

/** Whether a policy refuses whoever comes without TLS, on everything. */
export function refusesPlain(policy: unknown): boolean {
  return statementsOf(policy).some(
    (statement) =>
      statement['Effect'] === 'Deny' &&
      isEverybody(statement) &&
      textsOf(statement['Action']).some((action) => ['*', 's3:*'].includes(action)) &&
      textOf(partOf(partOf(statement['Condition'])['Bool'])['aws:SecureTransport']) === 'false',
  );
}
