package build

// theApp is the node of what all pages need.
const theApp = "app"

// A graph knows what needs what: files, and pages and components, which are
// nodes by their path.
type graph map[string]*node

type node struct {
	needs   []string
	reached map[string]bool // nil: not asked yet
}

func (g graph) need(from string, to ...string) {
	if g[from] == nil {
		g[from] = &node{}
	}
	g[from].needs = append(g[from].needs, to...)
}

// reach is all that a node needs, itself among it. The graph must be complete.
func (g graph) reach(from string) map[string]bool {
	if g[from] == nil {
		return map[string]bool{from: true}
	}
	if g[from].reached == nil {
		reached := map[string]bool{}
		g.walk(from, reached)
		g[from].reached = reached
	}
	return g[from].reached
}

func (g graph) walk(from string, reached map[string]bool) {
	for open := []string{from}; len(open) > 0; {
		last := open[len(open)-1]
		open = open[:len(open)-1]
		if reached[last] {
			continue
		}
		reached[last] = true
		if n := g[last]; n != nil {
			open = append(open, n.needs...)
		}
	}
}
