package plan

import (
	"mlvb/generator/files"
	"mlvb/generator/paths"
)

// movedFiles returns the new paths of files that moves take from the base to
// theirs, with their old ones.
func movedFiles(base, theirs files.Tree, moves []paths.Move) map[string]string {
	moved := map[string]string{}
	for _, f := range base {
		if _, stays := theirs.Find(f.Path); stays {
			continue
		}
		to := followMoves(moves, f.Path)
		_, known := base.Find(to)
		if _, there := theirs.Find(to); there && !known && to != f.Path {
			moved[to] = f.Path
		}
	}
	return moved
}

// followMoves returns where a path is after moves that may follow one another.
func followMoves(moves []paths.Move, name string) string {
	for range moves { // bounded: moves can form a circle
		for _, m := range moves {
			if to, ok := m.Apply(name); ok {
				name = to
				break
			}
		}
	}
	return name
}
