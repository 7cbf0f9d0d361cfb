package cmd

import (
	"fmt"
	"path"
	"strings"

	"mlvb/cmd/console"
	"mlvb/generator"
	"mlvb/generator/host"
	"mlvb/generator/paths"
	"mlvb/generator/plan"
)

// componentView is the file that a component is named after, without its
// extension.
const componentView = "/mlvbliveroomview"

// stepTo is the path of the plan that ends so, without its extension.
func stepTo(plan plan.Plan, end string) string {
	for _, step := range plan {
		if name := strings.TrimSuffix(step.Path, path.Ext(step.Path)); strings.HasSuffix(name, end) {
			return name
		}
	}
	return ""
}

// sources is the folder that frameworks take for the root, if a path is in it.
func sources(name string) string {
	if strings.HasPrefix(name, "src/") {
		return "src"
	}
	return "."
}

// afterAdd says what to do with what was added: how to open its first page,
// where its settings are, and what shows it.
func (r updateReport) afterAdd() []console.Row {
	layout := r.result.Record.Layout
	if r.result.Base != generator.BaseNone || !layout.Only {
		return nil
	}
	_, app := layout.App()
	rooms := stepTo(r.result.Plan, "/pages/rooms/rooms")
	if app == "" || rooms == "" {
		return nil
	}
	open := r.navigator() + ".navigateTo({ url: '/" + paths.Between(path.Dir(app), rooms) + "' })"
	rows := []console.Row{{Term: open, Meaning: r.Say("next.rooms")}}
	if config := stepTo(r.result.Plan, "/config"); config != "" {
		rows = append(rows, console.Row{Term: r.project.place(config + ".js"), Meaning: r.Say("next.config")})
	}
	if build := r.build(); build != "" {
		rows = append(rows, console.Row{Term: build, Meaning: r.Say("next.build")})
	}
	return append(rows, console.Row{Term: r.project.command("dev"), Meaning: r.Say("next.dev")})
}

// navigator is what opens pages, by the name that the sources know it under.
func (r updateReport) navigator() string {
	switch f := r.result.Foresight; {
	case f == nil || len(f.Register) == 0:
		return "wx"
	case f.Build.Tool == "Taro":
		return "Taro"
	default:
		return "uni"
	}
}

// register shows the lines that the user has to add by hand, each where it goes.
func (r updateReport) register() {
	if r.result.Foresight == nil {
		return
	}
	for _, registration := range r.result.Foresight.Register {
		r.Section(r.Say("register.in", r.project.place(registration.File), registration.In))
		for _, line := range registration.Text {
			r.Printf("  %s\n", line)
		}
	}
}

// build is the command that makes the mini-program of its sources; empty where
// there is none or it is not known.
func (r updateReport) build() string {
	f := r.result.Foresight
	if f == nil || f.Build == nil || f.Build.Script == "" {
		return ""
	}
	return commandIn(r.project.dir, "npm run "+f.Build.Script)
}

// foresight says what the mini-program made necessary, a line for each thing.
func (r updateReport) foresight() {
	f := r.result.Foresight
	if f == nil {
		return
	}
	say := func(key string, about ...any) { r.Printf("  %s\n", r.Say("foresee."+key, about...)) }
	switch {
	case len(f.Register) > 0:
		say("framework", f.Build.Tool, r.project.place(f.Root))
	case f.Build != nil:
		say("build", f.Build.Tool, r.project.place(f.Output), r.project.place(f.Root))
	case f.Output != "":
		say("root", r.project.place(f.Root), r.project.place(f.Output))
	}
	if f.Package != "" {
		say("package", r.project.place(path.Join(f.Root, f.Package)))
	}
	if f.Name != "" {
		say("name", f.Name)
	}
	if len(f.Inherited) > 0 {
		var app, pages []string
		for _, i := range f.Inherited {
			app = append(app, i.Setting+"="+i.App)
			pages = append(pages, fmt.Sprintf("%s=%v", i.Setting, i.Pages))
		}
		say("inherited", strings.Join(pages, " "), strings.Join(app, " "))
	}
	if len(f.Ignored) > 0 {
		say("ignored", strings.Join(f.Ignored, " "))
	}
}

// concerns are what mlvb can't mend about the mini-program that it added to.
func (r updateReport) concerns() []console.Warning {
	if r.result.Foresight == nil {
		return nil
	}
	var list []console.Warning
	for _, concern := range r.result.Foresight.Concerns {
		kind := string(concern.Kind)
		var about []any
		switch concern.Kind {
		case host.ConcernTotal, host.ConcernProvider, host.ConcernMain:
			about = []any{float64(concern.About) / (1 << 20)}
		case host.ConcernMany:
			about = []any{concern.About}
		case host.ConcernUncopied:
			about = []any{r.result.Foresight.Build.Config, strings.Join(concern.Kinds, " ")}
		case host.ConcernGenerated:
			about = []any{r.project.place(r.result.Foresight.Root)}
		}
		list = append(list, console.Warning{Say: r.Say("concern."+kind, about...), Hint: r.Say("concern." + kind + ".hint")})
	}
	return list
}
