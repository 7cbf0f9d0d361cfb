package merge_test

import (
	"fmt"

	"mlvb/generator/merge"
)

func ExampleText() {
	base := []byte("title\n\nvideo: 540p\naudio: on\n")
	ours := []byte("my title\n\nvideo: 720p\naudio: on\n")
	theirs := []byte("title\n\nvideo: 1080p\naudio: on\nchat: on\n")
	labels := merge.Labels{Ours: "yours", Base: "template 1.0.0", Theirs: "template 1.1.0"}
	result, err := merge.Text(base, ours, theirs, labels)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s\nconflicts: %v\n", result.Merged, result.Conflicts)
	// Output:
	// my title
	//
	// <<<<<<< yours
	// video: 720p
	// ||||||| template 1.0.0
	// video: 540p
	// =======
	// video: 1080p
	// >>>>>>> template 1.1.0
	// audio: on
	// chat: on
	//
	// conflicts: [{3 {3 1} {3 1} {3 1}}]
}

func ExampleJSON() {
	base := []byte(`{"libVersion": "3.0.0", "setting": {"es6": true, "minified": false}}`)
	ours := []byte(`{"setting": {"minified": "mine", "es6": true, "swc": false}, "libVersion": "3.7.1"}`)
	theirs := []byte(`{"libVersion": "3.5.0", "setting": {"es6": true, "minified": true, "urlCheck": true}}`)
	result, err := merge.JSON(base, ours, theirs, merge.Rules{
		Owned:      []string{"libVersion", "condition", "simulator*"},
		OwnedIfNew: []string{"setting.*"},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s\n", result.Merged)
	for _, c := range result.Conflicts {
		fmt.Printf("%s: %s, was %s, is now %s\n", c.Path, c.Ours, c.Base, c.Theirs)
	}
	// Output:
	// {"setting": {"minified": "mine", "urlCheck": true, "es6": true, "swc": false}, "libVersion": "3.7.1"}
	// setting.minified: "mine", was false, is now true
}
