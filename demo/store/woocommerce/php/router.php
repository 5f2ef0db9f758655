<?php
/**
 * Router of `php -S`: files as they are, everything else WordPress. What .htaccess does under Apache.
 */

$root = $_SERVER['DOCUMENT_ROOT'];
$path = rawurldecode( strtok( $_SERVER['REQUEST_URI'], '?' ) );
$file = $root . $path;

if ( str_contains( $path, '/.' ) || str_contains( $path, "\0" ) ) {
	http_response_code( 404 );
	return true;
}
if ( is_dir( $file ) && is_file( rtrim( $file, '/' ) . '/index.php' ) ) {
	if ( ! str_ends_with( $path, '/' ) ) {
		header( 'Location: ' . $path . '/', true, 301 );
		return true;
	}
	$path .= 'index.php';
	$file .= 'index.php';
}
if ( is_file( $file ) && ! str_ends_with( $file, '.php' ) ) {
	return false;
}
if ( ! is_file( $file ) ) {
	$path = '/index.php';
	$file = $root . $path;
}
$_SERVER['SCRIPT_NAME']     = $path;
$_SERVER['PHP_SELF']        = $path;
$_SERVER['SCRIPT_FILENAME'] = $file;
chdir( dirname( $file ) );
require $file;
