import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvRecords, csvRows } from './csv.ts';
import { templateOf } from './line-template.ts';
import { readNezha } from './nezha.ts';
import { readPetshop } from './petshop.ts';

describe('comma-separated text', () => {
  it('reads quoted cells with commas, quotes and line ends', () => {
    expect(csvRows('a,"b, ""c""\nd",e\n\nf,,g\n')).toEqual([
      ['a', 'b, "c"\nd', 'e'],
      ['f', '', 'g'],
    ]);
    expect(csvRecords('x,y\n1,2\n3\n')).toEqual([
      { x: '1', y: '2' },
      { x: '3', y: '' },
    ]);
  });
});

describe('templates of lines', () => {
  it('are the place in the code, or the line without its values', () => {
    expect(templateOf('16:42:22 INFO  t.s.TravelServiceImpl#532 TraceID: ffc8')).toBe(
      'INFO t.s.TravelServiceImpl#532',
    );
    expect(templateOf('took 17 ms for deadbeef01')).toBe('took * ms for *');
  });
});

const HEAD = [
  'microservice,web,web,web,db_remote,db_remote,db_remote',
  'metric,requests,availability,latency,requests,availability,latency',
  'statistic,Sum,Average,Average,Sum,Average,Average',
  'unix_timestamp,,,,,,',
];

describe('PetShop', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'petshop-'));
    const put = async (path: string, text: string) => {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    };
    await put('high/graph.csv', ',web,db_remote\nweb,0.0,1.0\ndb_remote,0.0,0.0\n');
    await put('high/noissue/metrics.csv', [...HEAD, '0,10,100,0.1,20,,'].join('\n'));
    await put('high/test/issue_0/metrics.csv', [...HEAD, '600,10,90,0.1,20,100,0.2'].join('\n'));
    const target = { node: 'web', metric: 'availability', timestamp: 605 };
    const metadata = { reproducibility: { command: "put '/petstore/errormode1'" } };
    await put(
      'high/test/issue_0/target.json',
      JSON.stringify({ target, root_cause: { node: 'web' }, metadata }),
    );
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is read with whatever scenarios are there', async () => {
    const [scenario] = await readPetshop(folder);
    expect(scenario).toMatchObject({ name: 'high', hasUsual: true });
    expect(scenario?.cases).toMatchObject([
      {
        name: 'high test issue_0',
        cause: 'web',
        faultType: 'availability: errormode',
        facts: {
          onset: 605_000,
          target: { node: 'web', felt: 'errors' },
          calls: [{ caller: 'web', callee: 'db_remote' }],
          series: [
            {
              node: 'web',
              usual: [{ requests: 10, errors: 0, latency: 0.1 }],
              now: [{ requests: 10, latency: 0.1 }],
            },
            { node: 'db_remote', seen: 'outside', usual: [{ requests: 20 }] },
          ],
        },
      },
    ]);
    expect(scenario?.cases[0]?.facts.series?.[0]?.now[0]?.errors).toBeCloseTo(1);
  });

  it('has no cases where there is nothing', async () => {
    expect(await readPetshop(join(folder, 'none'))).toEqual([]);
    expect(await readNezha(join(folder, 'none'))).toEqual([]);
  });
});
