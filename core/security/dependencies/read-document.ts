import { InvalidInput } from '../../errors.ts';
import { type Part, partOf, partsOf, textOf } from '../properties.ts';
import { type Package, packageKey, packageOf } from './package-url.ts';

/** What a document lists, and what of it OSV cannot be asked about. */
export interface Listed {
  readonly packages: readonly Package[];
  readonly skipped: number;
}

/**
 * Reads a lock file (package-lock.json of npm 7 and newer, a pinned requirements.txt) or a CycloneDX SBOM in JSON.
 * @throws InvalidInput for anything else
 */
export function readDocument(document: string): Listed {
  const found = document.trimStart().startsWith('{')
    ? fromJson(parsed(document))
    : fromRequirements(document);
  const packages = [...new Map(found.map((one) => [one ? packageKey(one) : '', one])).values()];
  const known = packages.filter((one) => one !== undefined);
  if (known.length === 0) throw refused('lists no package at a version that is known');
  return { packages: known, skipped: found.filter((one) => one === undefined).length };
}

function parsed(document: string): Part {
  try {
    return partOf(JSON.parse(document));
  } catch {
    throw refused('is no valid JSON');
  }
}

function fromJson(document: Part): (Package | undefined)[] {
  if (document['bomFormat'] === 'CycloneDX') return componentsOf(document['components']);
  if (typeof document['lockfileVersion'] === 'number' && document['packages'] !== undefined)
    return fromPackageLock(partOf(document['packages']));
  throw refused('is neither a package-lock.json of version 2 or 3 nor a CycloneDX SBOM');
}

/** Components may hold components. */
function componentsOf(components: unknown): (Package | undefined)[] {
  return partsOf(components).flatMap((component) => [
    packageOf(textOf(component['purl'])),
    ...componentsOf(component['components']),
  ]);
}

/** Paths in `node_modules` with what is installed there; links and the project itself are no packages. */
function fromPackageLock(packages: Part): (Package | undefined)[] {
  return Object.entries(packages).flatMap(([path, value]) => {
    const { version, link, name } = partOf(value);
    if (path === '' || link === true || !path.includes('node_modules/')) return [];
    const installed = textOf(name) || path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    return [typeof version === 'string' ? { ecosystem: 'npm', name: installed, version } : undefined];
  });
}

const PINNED = /^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==([^\s;\\]+)/;

function fromRequirements(document: string): (Package | undefined)[] {
  const lines = document.split(/\r?\n/).map((line) => line.trim());
  return lines
    .filter((line) => line !== '' && !/^(#|-|--)/.test(line))
    .map((line) => {
      const [, name, version] = PINNED.exec(line) ?? [];
      if (name === undefined || version === undefined) return undefined;
      return { ecosystem: 'PyPI', name: name.toLowerCase().replace(/[-_.]+/g, '-'), version };
    });
}

function refused(problem: string): InvalidInput {
  const allowed = 'a package-lock.json, a requirements.txt with pinned versions, or a CycloneDX SBOM in JSON';
  return new InvalidInput(`document ${problem}.`, { violations: [{ field: 'document', problem, allowed }] });
}
