import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withTemporaryDirectory } from './fixtures/temporary-directory.ts';
import { terraform } from './fixtures/terraform.ts';
import { Inventory } from './inventory.ts';

/** Modules in modules, with count and for_each, inputs and outputs: what a colleague's configuration looks like. */
const ROOT = `
resource "terraform_data" "key" { input = "k" }
module "net" {
  source = "./net"
  count  = 2
  key    = terraform_data.key.output
}
module "shops" {
  source   = "./shop"
  for_each = toset(["a", "b$\${x}"])
  network  = module.net[0].group
}
resource "terraform_data" "user" { input = module.net[1].group }
resource "terraform_data" "after" { depends_on = [module.shops] }
output "all" { value = module.net[*].group }
`;
const NET = `
variable "key" {}
resource "terraform_data" "group" { input = var.key }
resource "terraform_data" "rule" { input = terraform_data.group.id }
output "group" { value = terraform_data.group.id }
`;
const SHOP = `
variable "network" {}
module "till" {
  source = "./till"
  net    = var.network
}
resource "terraform_data" "sign" { input = module.till.id }
`;
const TILL = `
variable "net" {}
resource "terraform_data" "till" { input = var.net }
output "id" { value = terraform_data.till.id }
`;

const read = withTemporaryDirectory((directory) => {
  const files = { 'main.tf': ROOT, 'net/main.tf': NET, 'shop/main.tf': SHOP, 'shop/till/main.tf': TILL };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(directory, name, '..'), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  terraform(directory, 'init');
  terraform(directory, 'plan', '-out=plan');
  const plan = terraform(directory, 'show', '-json', 'plan');
  terraform(directory, 'apply', '-auto-approve');
  const [raw, shown] = [terraform(directory, 'state', 'pull'), terraform(directory, 'show', '-json')];
  return {
    plan: Inventory.fromPlan({ stack: 'app', json: plan }),
    raw: Inventory.fromState({ stack: 'app', json: raw }),
    shown: Inventory.fromState({ stack: 'app', json: shown }),
  };
});

const GROUPS = ['module.net[0].terraform_data.group', 'module.net[1].terraform_data.group'];
const TILL_A = 'module.shops["a"].module.till.terraform_data.till';
const TILL_B = 'module.shops["b$${x}"].module.till.terraform_data.till';

function targets(inventory: Inventory, address: string): readonly string[] {
  return inventory.references({ stack: 'app', address }).map((target) => target.address);
}

describe('modules in a plan', () => {
  const { plan } = read;

  test('break no reference', () => {
    expect(plan.problems).toEqual([]);
  });

  test('have inputs, which lead to what the caller passes', () => {
    expect(targets(plan, GROUPS[0] ?? '')).toEqual(['terraform_data.key']);
    expect(targets(plan, TILL_A)).toEqual([GROUPS[0]]);
    expect(targets(plan, TILL_B)).toEqual([GROUPS[0]]);
  });

  test('have outputs, which lead to what is inside: of the instance that is named, or of all', () => {
    expect(targets(plan, 'terraform_data.user')).toEqual([GROUPS[1]]);
    expect(targets(plan, 'module.shops["a"].terraform_data.sign')).toEqual([TILL_A]);
  });

  test('count as a whole where the plan does not say more, as for a splat', () => {
    const [output] = plan.outputs;
    expect(output?.producers.map(({ address }) => address)).toEqual([
      GROUPS[0],
      'module.net[0].terraform_data.rule',
      GROUPS[1],
      'module.net[1].terraform_data.rule',
    ]);
  });

  test('with count keep references to the same instance', () => {
    expect(targets(plan, 'module.net[1].terraform_data.rule')).toEqual([GROUPS[1]]);
  });

  test('as a whole are waited for with everything in them', () => {
    const signs = ['module.shops["a"].terraform_data.sign', 'module.shops["b$${x}"].terraform_data.sign'];
    expect([...targets(plan, 'terraform_data.after')].sort()).toEqual([TILL_A, TILL_B, ...signs].sort());
  });
});

describe.each(['raw', 'shown'] as const)('modules in a state, %s', (form) => {
  const inventory = read[form];

  test('have the addresses that Terraform prints', () => {
    expect(inventory.resources().map(({ address }) => address)).toEqual(
      read.plan.resources().map(({ address }) => address),
    );
  });

  test('have dependencies between them, which a state names from the root', () => {
    expect(targets(inventory, TILL_A)).toEqual(expect.arrayContaining([GROUPS[0], 'terraform_data.key']));
    expect(targets(inventory, 'module.net[1].terraform_data.rule')).toContain(GROUPS[1]);
    expect(targets(inventory, 'terraform_data.user')).toContain(GROUPS[1]);
  });
});
