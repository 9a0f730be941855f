/** Rows of comma-separated text; cells in double quotes may hold commas, line ends and doubled quotes (RFC 4180). */
export function csvRows(text: string): string[][] {
  const rows: string[][] = [];
  for (const line of recordsOf(text)) if (line !== '') rows.push(cellsOf(line));
  return rows;
}

/** Rows as objects by the names in the first row. */
export function csvRecords(text: string): Record<string, string>[] {
  const [names = [], ...rows] = csvRows(text);
  return rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? ''])));
}

/** Lines, of which those are joined again that a quoted line end had cut. */
function recordsOf(text: string): string[] {
  const records: string[] = [];
  let open = '';
  for (const line of text.split(/\r?\n/)) {
    open = open === '' ? line : `${open}\n${line}`;
    if (quotesIn(open) % 2 === 1) continue;
    records.push(open);
    open = '';
  }
  return records;
}

function quotesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) count += 1;
  return count;
}

function cellsOf(record: string): string[] {
  if (!record.includes('"')) return record.split(',');
  const cells = record.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g);
  return [...cells].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}
