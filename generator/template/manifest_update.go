package template

import (
	"github.com/goccy/go-yaml/ast"

	"mlvb/generator/syntax"
)

func (r *manifestReader) addRules(n ast.Node) {
	a := &r.m.Add
	r.Fields(n, syntax.Fields{
		"component": func(n ast.Node) { a.Component = r.path(n) },
		"appid":     func(n ast.Node) { a.AppID = r.reference(n) },
		"title":     func(n ast.Node) { a.Title = r.reference(n) },
		"server":    r.list(func(n ast.Node) { a.Server = append(a.Server, r.path(n)) }),
		"no_server": func(n ast.Node) { a.NoServer = r.answers(n) },
	})
}

func (r *manifestReader) move(n ast.Node) Moved {
	m, since := Moved{}, ""
	r.Fields(n, syntax.Fields{
		"from":  func(n ast.Node) { m.From = r.path(n) },
		"to":    func(n ast.Node) { m.To = r.path(n) },
		"since": func(n ast.Node) { since = r.version(n) },
	})
	if m.From == "" || m.To == "" || since == "" {
		r.Fail(n, "a move has from, to and since")
	}
	return m
}

func (r *manifestReader) rename(n ast.Node) Rename {
	m, since := Rename{}, ""
	r.Fields(n, syntax.Fields{
		"question": func(n ast.Node) { m.Question = r.Text(n) },
		"to":       func(n ast.Node) { m.To = r.reference(n) },
		"since":    func(n ast.Node) { since = r.version(n) },
	})
	if m.Question == "" || m.To == "" || since == "" {
		r.Fail(n, "a renamed question has question, to and since")
	}
	return m
}

func (r *manifestReader) news(n ast.Node) {
	r.m.News = map[string][]NewsItem{}
	r.Pairs(n, func(version string, at, value ast.Node) {
		r.checkVersion(version, at)
		if _, isList := r.Value(value).(*ast.SequenceNode); !isList {
			r.m.News[version] = []NewsItem{r.newsItem(value)}
			return
		}
		r.Each(value, func(n ast.Node) { r.m.News[version] = append(r.m.News[version], r.newsItem(n)) })
	})
}

// newsItem reads {in: path, en: Text, zh-CN: 文字}.
func (r *manifestReader) newsItem(n ast.Node) NewsItem {
	item := NewsItem{Text: syntax.Text{}}
	r.Pairs(n, func(key string, _, value ast.Node) {
		if key == "in" {
			item.In = r.path(value)
		} else {
			item.Text[key] = r.Text(value)
		}
	})
	r.needsEnglish(n, item.Text)
	return item
}
