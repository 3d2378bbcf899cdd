"""The drawn body: skeleton, stances, motion, camera, shapes. No Qt: the painter is in `ui`."""
