export { type CostChange, type CostDifference, compareCosts } from './compare-costs.ts';
export type { BilledPlace, CostLine, UnpricedThing } from './cost-line.ts';
export { type CostOptions, costOf, type EnvironmentCost } from './cost-of.ts';
export { type CostStep, costsByMonth, type MonthlyCosts } from './costs-by-month.ts';
export { type CostGroup, type CostGrouping, groupCosts, groupUnpriced } from './group-costs.ts';
export { isJudged } from './pricers.ts';
export type { Price } from './prices/price-book.ts';
export { type PriceRow, pricedRegions, priceFile } from './prices/price-file.ts';
