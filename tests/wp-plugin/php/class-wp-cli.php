<?php
/**
 * The part of WP-CLI that the plugin speaks to, for static analysis and for tests: WP-CLI itself is not needed to check what the commands do.
 */

// phpcs:disable

class WP_CLI {
	/** @var array<string,class-string> */
	public static $commands = array();

	/**
	 * @param string       $name     Name.
	 * @param class-string $callable Class.
	 */
	public static function add_command( $name, $callable ): void {
		self::$commands[ $name ] = $callable;
	}

	public static function log( string $message ): void {
		echo $message, "\n";
	}

	public static function success( string $message ): void {
		echo "Success: $message\n";
	}

	public static function warning( string $message ): void {
		echo "Warning: $message\n";
	}

	/** @return never */
	public static function error( string $message ) {
		echo "Error: $message\n";
		exit( 1 );
	}
}
