package template

import (
	"text/template"
	"text/template/parse"
)

// visitNodes calls visit for every node of a parsed text and of the templates
// that it defines.
func visitNodes(t *template.Template, visit func(parse.Node)) {
	for _, defined := range t.Templates() {
		if defined.Tree != nil {
			visitNode(defined.Root, visit)
		}
	}
}

func visitNode(n parse.Node, visit func(parse.Node)) {
	visit(n)
	switch n := n.(type) {
	case *parse.ListNode:
		if n != nil {
			visitEach(n.Nodes, visit)
		}
	case *parse.ActionNode:
		visitNode(n.Pipe, visit)
	case *parse.IfNode:
		visitBranch(&n.BranchNode, visit)
	case *parse.RangeNode:
		visitBranch(&n.BranchNode, visit)
	case *parse.WithNode:
		visitBranch(&n.BranchNode, visit)
	case *parse.TemplateNode:
		if n.Pipe != nil {
			visitNode(n.Pipe, visit)
		}
	case *parse.PipeNode:
		for _, command := range n.Cmds {
			visitEach(command.Args, visit)
		}
	case *parse.ChainNode:
		visitNode(n.Node, visit)
	}
}

func visitEach(nodes []parse.Node, visit func(parse.Node)) {
	for _, n := range nodes {
		visitNode(n, visit)
	}
}

func visitBranch(b *parse.BranchNode, visit func(parse.Node)) {
	visitNode(b.Pipe, visit)
	visitNode(b.List, visit)
	if b.ElseList != nil {
		visitNode(b.ElseList, visit)
	}
}
