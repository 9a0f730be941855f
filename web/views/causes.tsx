import type { Answer } from '../api/catalog.ts';
import { Lines } from '../parts/section.tsx';
import { percent } from '../words.ts';

/** Where it may have begun, most likely first, with what speaks for it; and what was not looked at. */
export function Causes({ cause, origins }: Pick<Answer<'get_incident'>, 'cause' | 'origins'>) {
  return (
    <>
      {origins.length > 0 && <p>By its metrics it began at {origins.join(', ')}.</p>}
      {cause === undefined && <p class="quiet">It was not investigated.</p>}
      {cause?.verdict === 'NOT_ENOUGH_DATA' && (
        <p>Not enough data: nothing was seen that chance would not show as well.</p>
      )}
      <ol>
        {cause?.causes.map(({ service, confidence, evidence }) => (
          <li key={service}>
            <strong>{service}</strong>{' '}
            <meter aria-label={`Confidence in ${service}`} max={1} value={confidence} />{' '}
            {percent(confidence, 0)}
            <Lines of={evidence} />
          </li>
        ))}
      </ol>
      {cause !== undefined && cause.notSeen.length > 0 && <p>Not looked at: {cause.notSeen.join(' ')}</p>}
    </>
  );
}
