2 // <!-- {code-without-spec} -->
