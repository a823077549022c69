import type { Node } from './graph.js';

/**
 * For each incoming flow of an inclusive join, the nodes of its container from which a token could still come by that
 * flow without passing the join itself (BPMN 2.0.2, 13.4.3). A token on an activity can also leave by its boundary
 * events. Computed once, when the diagram is compiled.
 */
export const reachOf = (joinId: string, nodes: ReadonlyMap<string, Node>): ReadonlyMap<string, ReadonlySet<string>> => {
  const join = nodes.get(joinId);
  const reach = new Map<string, ReadonlySet<string>>();
  for (const flowId of join?.incoming ?? []) {
    const seen = new Set<string>();
    const open = [sourceOf(flowId, nodes)];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (id === joinId || seen.has(id)) continue;
      seen.add(id);
      const node = nodes.get(id);
      if (node === undefined) continue;
      if (node.type === 'boundaryEvent') open.push(node.attachedTo);
      for (const incoming of node.incoming) open.push(sourceOf(incoming, nodes));
    }
    reach.set(flowId, seen);
  }
  return reach;
};

const sourceOf = (flowId: string, nodes: ReadonlyMap<string, Node>): string => {
  for (const node of nodes.values()) if (node.outgoing.some((flow) => flow.id === flowId)) return node.id;
  return '';
};
