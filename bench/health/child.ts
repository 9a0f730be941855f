import { serve } from './servers.ts';

/** The servers in a process of their own, so that their work is not counted as that of the probes. */
const { endpoints, close } = await serve(Number(process.argv[2]));
process.send?.(endpoints.map(({ url, kind }) => ({ url, kind: kind.name })));
process.once('disconnect', () => void close());
