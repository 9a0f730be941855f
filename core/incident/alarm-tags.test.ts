import { describe, expect, it } from 'vitest';
import { withAlarmTags } from './alarm-tags.ts';
import { signal } from './incident.fixture.ts';

const { environment: _e, service: _s, ...bare } = signal();
const TAGS = {
  'operate:environment': 'test',
  'operate:service': 'stock',
  'operate:severity': 'High',
  team: 'a',
};

describe('the tags of an alarm', () => {
  it('say what it watches and how much it matters', () => {
    expect(withAlarmTags(bare, TAGS)).toEqual({
      ...bare,
      environment: 'test',
      service: 'stock',
      severity: 'high',
      tags: TAGS,
    });
  });

  it('count less than what the signal says', () => {
    const said = signal({ severity: 'low', tags: { team: 'b' } });
    expect(withAlarmTags(said, TAGS)).toEqual({ ...said, tags: { ...TAGS, team: 'b' } });
  });

  it('may say nothing, or what nobody knows', () => {
    expect(withAlarmTags(bare, {})).toEqual(bare);
    const unknown = withAlarmTags(bare, { 'operate:severity': 'urgent', 'operate:service': '' });
    expect(unknown).not.toHaveProperty('severity');
    expect(unknown).not.toHaveProperty('service');
    const hostile = { 'operate:environment': 'a#b', 'operate:service': 'live/shop' };
    expect(withAlarmTags(bare, hostile)).toEqual({ ...bare, tags: hostile });
  });

  it('are cleaned and counted', () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`t${index}`, '']));
    expect(Object.keys(withAlarmTags(bare, many).tags)).toHaveLength(50);
    expect(withAlarmTags(bare, { 'te\u0000am': 'a\u202eb', '\u0000': 'x' }).tags).toEqual({ team: 'ab' });
  });
});
