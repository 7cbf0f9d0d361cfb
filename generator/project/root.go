package project

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"

	"mlvb/generator/files"
	"mlvb/generator/paths"
	"mlvb/generator/plan"
	"mlvb/generator/txn"
	"mlvb/generator/wechat"
)

// RootMove tells that somebody moved the mini-program within its project: by
// the folder and miniprogramRoot in project.config.json.
type RootMove struct {
	From string `json:"from"` // where the last command knew it
	To   string `json:"to"`
}

// follow puts what was recorded of a project where its mini-program is now. It
// is nil when that is where it was.
func Follow(dir string, disk txn.Disk, r *Record, base files.Tree, conflicts []plan.Conflict) *RootMove {
	from, ok := rootOf(base)
	if !ok || from == "." && !r.Layout.Only {
		return nil // which of the files there are the mini-program's is not known
	}
	if _, err := disk.Lstat(path.Join(from, wechat.AppConfig)); !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	m, err := wechat.ReadMiniProgram(dir)
	if err != nil || m.Root == from {
		return nil // other commands tell what is wrong
	}
	moves := r.Layout.rootMoves(from, m.Root)
	now := func(name string) string {
		for _, move := range moves {
			if to, ok := move.Apply(name); ok {
				return path.Clean(to)
			}
		}
		return name
	}
	for i := range base {
		base[i].Path = now(base[i].Path)
	}
	base.Sort()
	for i := range conflicts {
		c := &conflicts[i]
		c.Path, c.Beside, c.Obstacle = now(c.Path), now(c.Beside), now(c.Obstacle)
		if c.Theirs != nil {
			c.Theirs.Path = c.Path
		}
	}
	r.Layout = r.Layout.moved(moves)
	return &RootMove{From: from, To: m.Root}
}

// rootOf is the folder of the app.json that is nearest to the project's own.
func rootOf(base files.Tree) (string, bool) {
	root, found := "", false
	for _, f := range base {
		if path.Base(f.Path) == wechat.AppConfig && (!found || len(path.Dir(f.Path)) < len(root)) {
			root, found = path.Dir(f.Path), true
		}
	}
	return root, found
}

// rootMoves are the moves of what lies in the mini-program. Where a project has
// only parts of the template, these are the ones that do.
func (l Layout) rootMoves(from, to string) []paths.Move {
	if !l.Only {
		return []paths.Move{{From: from, To: to}}
	}
	app, place := l.App()
	if place != path.Join(from, wechat.AppConfig) {
		return nil
	}
	var moves []paths.Move
	for name, place := range l.Places {
		if _, inApp := paths.Below(path.Dir(app), name); !inApp {
			continue
		}
		if rest, ok := paths.Below(from, place); ok {
			moves = append(moves, paths.Move{From: place, To: path.Join(to, rest)})
		}
	}
	return moves
}

// moved is the layout after such moves.
func (l Layout) moved(moves []paths.Move) Layout {
	places := maps.Clone(l.Places)
	if places == nil {
		places = map[string]string{}
	}
	for _, move := range moves {
		known := false
		for name, place := range l.Places {
			if place == move.From {
				places[name], known = move.To, true
			}
		}
		if !known {
			places[move.From] = move.To
		}
	}
	for _, name := range slices.Collect(maps.Keys(places)) {
		if places[name] == name && !l.Only {
			delete(places, name)
		}
	}
	return Layout{Only: l.Only, Places: places}
}
