import {
  type KyselyPlugin,
  OperationNodeTransformer,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type PrimitiveValueListNode,
  type ValueNode,
} from 'kysely'

/** Hands instants to the driver as text; without it the driver would send them as JSON. */
export class InstantPlugin implements KyselyPlugin {
  readonly #transformer = new InstantTransformer()

  transformQuery(args: PluginTransformQueryArgs) {
    return this.#transformer.transformNode(args.node)
  }

  async transformResult(args: PluginTransformResultArgs) {
    return args.result
  }
}

class InstantTransformer extends OperationNodeTransformer {
  protected override transformValue(node: ValueNode): ValueNode {
    return { ...node, value: asText(node.value) }
  }

  protected override transformPrimitiveValueList(node: PrimitiveValueListNode): PrimitiveValueListNode {
    return { ...node, values: node.values.map(asText) }
  }
}

function asText(value: unknown): unknown {
  return value instanceof Temporal.Instant ? value.toString() : value
}
