/** A package at a version, as a package URL says it. */
export interface Package {
  /** Ecosystem as OSV names it, such as `npm`. */
  readonly ecosystem: string;
  readonly name: string;
  readonly version: string;
}

/** Ecosystems by the type of a package URL. */
const ECOSYSTEMS: Readonly<Record<string, string>> = {
  npm: 'npm',
  pypi: 'PyPI',
  golang: 'Go',
  maven: 'Maven',
  cargo: 'crates.io',
  gem: 'RubyGems',
  nuget: 'NuGet',
  composer: 'Packagist',
};
const PURL = /^pkg:([a-z]+)\/([^@?#]+)@([^?#]+)/;

/** The package that a package URL names; nothing for a type that OSV does not know, or without a version. */
export function packageOf(purl: string): Package | undefined {
  const [, type = '', path = '', version = ''] = PURL.exec(purl) ?? [];
  const ecosystem = ECOSYSTEMS[type];
  if (ecosystem === undefined) return undefined;
  const parts = path.split('/').map(decodeURIComponent);
  const name = ecosystem === 'Maven' ? parts.join(':') : parts.join('/');
  return { ecosystem, name, version: decodeURIComponent(version) };
}

/** One name for a package, by which it is told from others. */
export function packageKey({ ecosystem, name, version }: Package): string {
  return `${ecosystem}/${name}@${version}`;
}
