import { describe, expect, it } from 'vitest';
import type { Symptoms } from '../diagnosis/vitals.ts';
import { type InvolvedService, nodesToMeasure, type RepairFacts, repairsOf } from './repairs.ts';
import { ms } from './run.fixture.ts';

const CPU = { namespace: 'AWS/ECS', name: 'CPUUtilization' };
const ERRORS = { namespace: 'AWS/ApplicationELB', name: 'HTTPCode_Target_5XX_Count' };
const hung: Symptoms = { errors: { before: 0, now: 1 }, seconds: { before: 0.1, now: 5 } };

function service(name: string, ...metrics: (typeof CPU)[]): InvolvedService {
  return {
    target: { environment: 'production', service: name },
    type: 'ecs-pair',
    signals: metrics.map((metric) => ({ key: `${name}-${metric.name}`, metric, since: ms(50) })),
  };
}

/** The shop calls the cart, the cart the stock. */
function factsOf(services: readonly InvolvedService[], symptoms: Record<string, Symptoms> = {}): RepairFacts {
  return {
    services,
    graph: {
      dependsOn: { 'production/shop': ['cart'], 'production/cart': ['stock'], 'production/stock': [] },
    },
    symptoms: new Map(Object.entries(symptoms).map(([name, found]) => [`production/${name}`, found])),
    startedAt: ms(50),
  };
}

function repairs(services: readonly InvolvedService[], symptoms: Record<string, Symptoms> = {}) {
  return repairsOf(factsOf(services, symptoms)).map(
    ({ target, signals }) => `${target.service}: ${signals.map(({ key }) => key).join()}`,
  );
}

describe('where an incident may be repaired', () => {
  it('is where a resource fires, those that others need first', () => {
    expect(repairs([service('shop', CPU), service('cart'), service('stock', CPU)])).toEqual([
      'stock: stock-CPUUtilization',
      'shop: shop-CPUUtilization',
    ]);
  });

  it('is not where only what others cause is felt', () => {
    const all = [service('shop', ERRORS), service('cart', ERRORS), service('stock', ERRORS)];
    expect(repairs(all)).toEqual(['stock: stock-HTTPCode_Target_5XX_Count']);
    expect(repairs(all, { shop: hung, cart: hung, stock: hung })).toEqual([
      'stock: stock-HTTPCode_Target_5XX_Count',
    ]);
  });

  it('is where it is felt, when what it needs is well', () => {
    const all = [service('shop', ERRORS), service('cart'), service('stock')];
    expect(repairs(all)).toEqual(['shop: shop-HTTPCode_Target_5XX_Count']);
    expect(repairs(all, { shop: hung, cart: {}, stock: {} })).toEqual([
      'shop: shop-HTTPCode_Target_5XX_Count',
    ]);
  });

  it('is where both fire that do not explain each other', () => {
    const small: Symptoms = { errors: { before: 0, now: 0.03 } };
    const all = [service('shop', ERRORS), service('cart', ERRORS), service('stock')];
    expect(repairs(all, { shop: hung, cart: small, stock: {} })).toEqual([
      'cart: cart-HTTPCode_Target_5XX_Count',
      'shop: shop-HTTPCode_Target_5XX_Count',
    ]);
  });

  it('is where it was measured to begin, although nothing fires there', () => {
    const all = [service('shop', ERRORS), service('cart'), service('stock')];
    expect(repairs(all, { shop: hung, cart: hung, stock: hung })).toEqual([
      'stock: measured:production/stock:HTTPCode_Target_5XX_Count,measured:production/stock:TargetResponseTime',
    ]);
  });

  it('is not sure where it was measured before what that needs must be visible', () => {
    const all = [service('shop', ERRORS), service('cart'), service('stock')];
    const surest = (symptoms: Record<string, Symptoms>) =>
      repairsOf(factsOf(all, symptoms)).map(({ target, surestAt }) => [target.service, surestAt]);
    expect(surest({ shop: hung, cart: hung })).toEqual([['cart', ms(50) + 180_000]]);
    expect(surest({ shop: hung, cart: hung, stock: hung })).toEqual([['stock', undefined]]);
  });

  it('is told by the metrics of its kind', () => {
    const called: InvolvedService = { ...service('stock'), type: 'lambda-alias' };
    const slow: Symptoms = { seconds: { before: 0.1, now: 5 } };
    const all = [service('shop', ERRORS), service('cart'), called];
    expect(repairs(all, { shop: slow, cart: slow, stock: slow })).toEqual([
      'stock: measured:production/stock:Duration',
    ]);
    const failing: Symptoms = { errors: { before: 0, now: 0.5 } };
    expect(repairs(all, { shop: failing, cart: failing, stock: slow })).toEqual([
      'cart: measured:production/cart:HTTPCode_Target_5XX_Count',
    ]);
  });

  it('is nowhere, when what it began at is not registered', () => {
    expect(repairs([service('shop', ERRORS)], { cart: hung })).toEqual([]);
  });

  it('keeps a resource that fires beside what is felt from elsewhere', () => {
    const all = [service('shop', CPU, ERRORS), service('cart', ERRORS), service('stock')];
    expect(repairs(all, { shop: hung, cart: hung, stock: {} })).toEqual([
      'cart: cart-HTTPCode_Target_5XX_Count',
      'shop: shop-CPUUtilization',
    ]);
  });

  it('takes of two that need each other both for where it may have begun', () => {
    const facts: RepairFacts = {
      services: [service('shop', ERRORS), service('cart', ERRORS)],
      graph: { dependsOn: { 'production/shop': ['cart'], 'production/cart': ['shop'] } },
      symptoms: new Map(),
      startedAt: ms(50),
    };
    expect(
      repairsOf(facts)
        .map(({ target }) => target.service)
        .toSorted(),
    ).toEqual(['cart', 'shop']);
  });
});

describe('what is measured to find that out', () => {
  const busy = (one: InvolvedService): InvolvedService => ({ ...one, busy: 'Deployment dep-1 is paused.' });
  const measured = (...services: InvolvedService[]) => nodesToMeasure(factsOf(services));
  const shop = service('shop', ERRORS);

  it('is what is felt where something is needed that is registered', () => {
    expect(measured(shop, service('cart'), service('stock', ERRORS))).toEqual(['production/shop']);
    expect(measured(shop)).toEqual([]);
    expect(measured(service('shop', CPU), service('cart'))).toEqual([]);
  });

  it('is nothing where it is busy whatever is measured', () => {
    expect(measured(busy(shop), busy(service('cart')))).toEqual([]);
    expect(measured(shop, service('cart'), busy(service('stock', CPU)))).toEqual([]);
    expect(measured(shop, service('cart'), busy(service('stock', ERRORS)))).toEqual([]);
  });

  it('is what may have begun elsewhere, although it is busy where it is felt', () => {
    expect(measured(busy(shop), service('cart'))).toEqual(['production/shop']);
  });
});
