/* Empty: libFuzzer brings the main function, which calls what FuzzSCCP exports. An executable of Swift would bring its own. */
