/* Empty: libFuzzer brings the main function, which calls what FuzzSIP exports. An executable of Swift would bring its own. */
